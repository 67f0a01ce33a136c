"""What courtesy asks of whoever gave a gift."""

from giftplan.book.book import Book


def asking_is_rude(book: Book, country: str) -> bool:
    """Is it rude there to ask how a gift was liked?"""
    return any(rule.asking == "rude" for culture in book.cultures_of(country) for rule in culture.rules)
