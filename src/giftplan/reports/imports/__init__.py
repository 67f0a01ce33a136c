"""`giftplan import`: from a spreadsheet's rows to records, compared with what the book holds."""
