"""Dated events and shared measures, from made-up rows."""

import pandas as pd

from helpers import tables
from helpers.figures.events import by_date, dated_events, shared_measures


def figure(article: str, start: int, **cells: object) -> dict[str, object]:
    return {
        "article": article,
        "start": start,
        "end": start + 5,
        "quote": "12345",
        "kind": "date",
        **cells,
    }


def events(*rows: dict[str, object], least: int = 1) -> pd.DataFrame:
    return dated_events(tables.as_frame("02_figures", list(rows)), least_articles=least)


def test_events_come_in_order_of_time_with_their_places() -> None:
    found = events(
        figure("a", 0, date="2024-02", event="harbour opens"),
        figure("a", 10, date="2023", event="strike"),
        figure("b", 0, date="2024-02", event="harbour opens"),
    )
    assert found["label"].tolist() == ["strike", "harbour opens"]
    assert found["articles"].tolist() == [1, 2]
    assert found["spans"].tolist()[1] == "a:0-5 b:0-5"


def test_a_relative_date_counts_by_the_day_that_it_resolves_to() -> None:
    found = events(figure("a", 0, date="relative", resolved="2024-01-25", event="talks"))
    assert found["date"].tolist() == ["2024-01-25"]


def test_dates_without_a_day_or_an_event_are_left_out() -> None:
    found = events(
        figure("a", 0, date="relative", event="talks"),
        figure("a", 10, date="2024-01-25"),
        figure("a", 20, date="2024-01-25", event="article published"),
    )
    assert found.empty


def test_events_of_fewer_articles_than_asked_are_left_out() -> None:
    rows = [figure("a", 0, date="2023", event="strike"), figure("b", 0, date="2024", event="end")]
    assert events(*rows, least=2).empty


def test_the_widest_shared_measure_comes_first_and_dates_are_no_values() -> None:
    rows = [
        {"measure": m, "article": a, "start": n, "end": n + 1, "quote": "1", "low": low}
        for n, (m, a, low) in enumerate(
            [
                ("ships", "a", 1),
                ("crew", "a", 1),
                ("crew", "b", 2),
                ("crew", "c", 2),
                ("ships", "b", 1),
            ]
            + [
                ("end", "a", None),
                ("end", "b", None),
                ("", "a", 3),
                ("", "b", 3),
                ("alone", "a", 1),
            ]
        )
    ]
    assert shared_measures(tables.as_frame("02_measures", rows)) == ["crew", "ships"]


def test_what_ended_before_a_day_can_be_left_out() -> None:
    rows = [figure("a", 0, date="2014", event="formed"), figure("a", 10, date="2024", event="end")]
    found = dated_events(tables.as_frame("02_figures", rows), since="2023-06-01")
    assert found["label"].tolist() == ["end"]


def test_events_of_one_date_share_a_row_that_counts_those_it_does_not_name() -> None:
    found = by_date(
        events(
            figure("a", 0, date="2024", event="one"),
            figure("a", 10, date="2024", event="three"),
            figure("a", 20, date="2024", event="two"),
            figure("a", 30, date="2025", event="later"),
        )
    )
    assert found["label"].tolist() == ["one; three; 1 more", "later"]


def test_the_label_of_a_measure_stands_for_concepts_that_the_machine_read() -> None:
    rows = [
        {**figure("a", 0, date="2023", event="end ban boat"), "measure": "m", "label": "Ban ends"},
        {**figure("b", 0, date="2024", event="the ban ends"), "measure": "m", "label": "Ban ends"},
    ]
    for row, origin in zip(rows, ("machine", "reviewed"), strict=True):
        row["origin"] = origin
    found = dated_events(tables.as_frame("02_measures", rows))
    assert found["label"].tolist() == ["Ban ends", "the ban ends"]


def test_a_date_keeps_the_word_before_it_where_its_texts_agree_on_one() -> None:
    rows = [
        figure("a", 0, date="2024", event="end", relation="by"),
        figure("b", 5, date="2024", event="end", relation="by"),
        figure("a", 10, date="2025", event="end", relation="by"),
        figure("b", 15, date="2025", event="end", relation="in"),
    ]
    assert events(*rows)["relation"].tolist() == ["by", ""]
    assert by_date(events(*rows))["relation"].tolist() == ["by", ""]


def test_a_table_without_dates_has_no_events() -> None:
    """An article of one word leaves such a table."""
    none = dated_events(tables.empty("02_measures"))
    assert none.empty
    assert list(none.columns) == ["date", "label", "articles", "spans", "relation"]
    assert by_date(none).empty
