"""What newer knowledge changes, whatever lies there: nothing of the company's own is lost, and once is enough."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from giftplan.book.knowledge import HomeMoney
from giftplan.book.knowledge import Manifest
from giftplan.book.knowledge import blob_id
from giftplan.book.knowledge import manifest_of
from giftplan.book.knowledge import manifest_text
from giftplan.output.home_money import in_home_currency
from giftplan.reports.renewal import WRITTEN
from giftplan.reports.renewal import There
from giftplan.reports.renewal import Unusable
from giftplan.reports.renewal import renewal_of
from giftplan.reports.starter import giver_of

PATHS = st.sampled_from(["catalogue.yaml", "cultures/fr.yaml", "limits/fr.yaml", ".schema/partner.json"])
TEXTS = st.sampled_from([b"a\n", b"b\n", b"c\n", b"a\r\n"])
THERE = st.dictionaries(PATHS, TEXTS | st.just(Unusable("a link")))
KNOWN = st.dictionaries(st.sampled_from(["catalogue.yaml", "cultures/fr.yaml", "limits/fr.yaml"]), TEXTS)
SHIPPED = st.dictionaries(PATHS, st.sampled_from([b"a\n", b"b\n", b"c\n"]))


def joined(ours: bytes, _: str, theirs: bytes) -> bytes | Unusable:
    """Stands for git where both changes go together."""
    return ours if ours.endswith(theirs) else ours + theirs


def apart(_: bytes, __: str, ___: bytes) -> bytes | Unusable:
    """Stands for git where they do not."""
    return Unusable("the same lines")


@given(THERE, KNOWN, SHIPPED, st.sampled_from([joined, apart]))
def test_nothing_of_the_company_s_own_is_lost_and_a_second_run_changes_nothing(
    there: dict[str, bytes | Unusable], once: Mapping[str, bytes], shipped: Mapping[str, bytes], merge: object
) -> None:
    known = Manifest({path: blob_id(text) for path, text in once.items()})
    first = renewal_of(known, there, shipped, joined if merge is joined else apart)
    written = {change.path: change.after for change in first.of(*WRITTEN)}
    assert set(written) <= set(shipped)
    for path, after in written.items():
        before = there.get(path)
        is_unchanged = isinstance(before, bytes) and known.ids.get(path) == blob_id(before)
        assert not isinstance(before, Unusable)
        assert before is None or is_unchanged or path.startswith(".schema/") or (after or b"").startswith(before)
    after_it: There = {**there, **{path: text for path, text in written.items() if text is not None}}
    second = renewal_of(first.manifest, after_it, shipped, joined if merge is joined else apart)
    assert (second.of(*WRITTEN), second.manifest) == ([], first.manifest)


def test_what_is_the_same_but_for_its_line_ends_is_the_same() -> None:
    found = renewal_of(Manifest({}), {"cultures/fr.yaml": b"a\r\n"}, {"cultures/fr.yaml": b"a\n"}, apart)
    assert [change.state for change in found.changes] == ["same"]


@given(st.dictionaries(st.sampled_from(["catalogue.yaml", "cultures/é x.yaml", "letters/policy.en.md"]), TEXTS))
def test_the_list_comes_back_as_it_was_written(texts: Mapping[str, bytes]) -> None:
    for money in (None, HomeMoney("JPY", Decimal("163.934"))):
        manifest = Manifest({path: blob_id(text) for path, text in texts.items()}, money)
        assert manifest_of(manifest_text(manifest, "0.1.0")) == manifest


def test_prices_are_worked_out_and_nothing_else_changes() -> None:
    """1 EUR is 1 / 0.92 = 1.08696 USD: 45 EUR are 48.91, in two digits 49, and 7.50 EUR are 8.15, which is 8.2."""
    text = "# Prices in EUR.\n- {id: pen, price: {min: 7.50, max: 45}}  # 45 in EUR\n"
    money = giver_of("Orme", "US", "USD", {"USD": Decimal("0.92")}).money
    assert money == HomeMoney("USD", Decimal("1.08696"))
    assert in_home_currency(text, money) == (
        "# Prices in USD, worked out from EUR (1 EUR = 1.08696) and rounded.\n"
        "- {id: pen, price: {min: 8.2, max: 49}}  # 45 in EUR\n"
    )
    assert in_home_currency(text, None) == text
