"""`python -m giftplan`."""

from giftplan.cli.main import main

main()
