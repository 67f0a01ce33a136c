"""The checks: one file a family, each rule one function."""
