"""Write the same areas and measures for each peer: names of files and texts, as the peer's documentation describes."""

from collections.abc import Iterator, Sequence

from measures import BODIES_BY_ID, STATUSES, TITLE_OF_PLAN, Area, Measure

Files = dict[str, str]


def roadmap(areas: Sequence[Area]) -> Files:
    """Return a plan: bodies by id, measures in areas of the kind `general`."""
    return {"plan.yaml": "".join(_plan(areas))}


def _plan(areas: Sequence[Area]) -> Iterator[str]:
    yield f"format: 1\nid: by-kg-peers\ntitle: {TITLE_OF_PLAN}\n"
    yield "parties: [BY, KG]\nperiod: 2026–2030\nlanguages: [en]\nstage: draft\nbodies:\n"
    for body, name in BODIES_BY_ID.items():
        yield f"  {body}: {{party: {body[:2].upper()}, name: {name}}}\n"
    yield "areas:\n"
    for area in areas:
        yield f"  - kind: general\n    title: {area.title}\n    measures:\n"
        for measure in area.measures:
            yield (
                f"      - id: {measure.id}\n"
                f"        title: {measure.title}\n"
                f"        due: {measure.due}\n"
                f"        lead: [{', '.join(measure.lead)}]\n"
                f"        result: {measure.result}\n"
                f"        status: {measure.status}\n"
            )
            if measure.after:
                yield f"        after: [{measure.after}]\n"


def rendercv(areas: Sequence[Area]) -> Files:
    """Return a CV: a section per area, a NormalEntry per measure.

    The CV becomes Markdown and HTML, without the parts of the PDF only.
    """
    return {"plan.yaml": "".join(_cv(areas))}


def _cv(areas: Sequence[Area]) -> Iterator[str]:
    yield f"cv:\n  name: {TITLE_OF_PLAN}\n  sections:\n"
    for area in areas:
        yield f"    {area.title}:\n"
        for measure in area.measures:
            yield (
                f"      - name: {measure.id}. {measure.title}\n"
                f"        date: {measure.due}\n"
                f"        location: {measure.lead_names}\n"
                f"        summary: {measure.result}\n"
                "        highlights:\n"
                f'          - "Status: {measure.status}"\n'
            )
            if measure.after:
                yield f'          - "After: {measure.after}"\n'
    yield "design:\n  theme: classic\n"
    yield "settings:\n  render_command:\n    dont_generate_typst: true\n"


STRICTDOC_GRAMMAR = f"""\
[GRAMMAR]
ELEMENTS:
- TAG: SECTION
  PROPERTIES:
    IS_COMPOSITE: True
  FIELDS:
  - TITLE: TITLE
    TYPE: String
    REQUIRED: True
- TAG: MEASURE
  FIELDS:
  - TITLE: UID
    TYPE: String
    REQUIRED: True
  - TITLE: STATUS
    TYPE: SingleChoice({", ".join(STATUSES)})
    REQUIRED: True
  - TITLE: DUE
    TYPE: String
    REQUIRED: True
  - TITLE: LEAD
    TYPE: String
    REQUIRED: True
  - TITLE: TITLE
    TYPE: String
    REQUIRED: True
  - TITLE: STATEMENT
    TYPE: String
    REQUIRED: True
  RELATIONS:
  - TYPE: Parent
"""


def strictdoc(areas: Sequence[Area]) -> Files:
    """Return a document with its own grammar: the expected result is the statement, the preceding measure the
    parent.
    """
    return {"plan.sdoc": "".join(_sdoc(areas))}


def _sdoc(areas: Sequence[Area]) -> Iterator[str]:
    yield f"[DOCUMENT]\nTITLE: {TITLE_OF_PLAN}\n\n{STRICTDOC_GRAMMAR}"
    for area in areas:
        yield f"\n[[SECTION]]\nTITLE: {area.title}\n"
        for measure in area.measures:
            yield (
                "\n[MEASURE]\n"
                f"UID: {measure.id}\n"
                f"STATUS: {measure.status}\n"
                f"DUE: {measure.due}\n"
                f"LEAD: {measure.lead_names}\n"
                f"TITLE: {measure.title}\n"
                f"STATEMENT: {measure.result}\n"
            )
            if measure.after:
                yield f"RELATIONS:\n- TYPE: Parent\n  VALUE: {measure.after}\n"
        yield "\n[[/SECTION]]\n"


SPHINX_CONFIGURATION = f"""\
project = {TITLE_OF_PLAN!r}
extensions = ["sphinx_needs"]
needs_types = [{{"directive": "measure", "title": "Measure", "prefix": "M-", "color": "#BFD8D2", "style": "node"}}]
needs_fields = {{
    "due": {{"description": "Deadline", "nullable": False}},
    "lead": {{"description": "Responsible", "nullable": False}},
    "status": {{"schema": {{"type": "string", "enum": {list(STATUSES)!r}}}}},
}}
needs_links = {{"after": {{"outgoing": "after", "incoming": "before"}}}}
needs_id_required = True
needs_id_regex = "^M-[0-9]+$"
"""

SPHINX_TABLE = """\
Measures
========

.. needtable::
   :types: measure
   :columns: id;title;due;lead;content as "Result";status;after
"""


def sphinx_needs(areas: Sequence[Area]) -> Files:
    """Return a page per area, a need per measure, and a page with the table of all."""
    pages = {f"area-{n}": area for n, area in enumerate(areas)}
    contents = "".join(f"   {page}\n" for page in pages)
    heading = "=" * len(TITLE_OF_PLAN)
    return {
        "conf.py": SPHINX_CONFIGURATION,
        "index.rst": f"{TITLE_OF_PLAN}\n{heading}\n\n.. toctree::\n\n   measures\n{contents}",
        "measures.rst": SPHINX_TABLE,
    } | {f"{page}.rst": "".join(_rst(area)) for page, area in pages.items()}


def _rst(area: Area) -> Iterator[str]:
    yield f"{area.title}\n{'=' * len(area.title)}\n"
    for measure in area.measures:
        yield (
            f"\n.. measure:: {measure.title}\n"
            f"   :id: {measure.id}\n"
            f"   :status: {measure.status}\n"
            f"   :due: {measure.due}\n"
            f"   :lead: {measure.lead_names}\n"
        )
        if measure.after:
            yield f"   :after: {measure.after}\n"
        yield f"\n   {measure.result}\n"


TASKJUGGLER_REPORT = """
taskreport measures "measures" {
  formats html
  columns id, name, maxend { title "Last day" }, Due, responsible, note, flags, precursors
  hideresource @all
}
"""


def taskjuggler(areas: Sequence[Area]) -> Files:
    """Return a project: a body is a resource, a measure a task of two weeks.

    Each task ends by the last day of its deadline.
    """
    return {"plan.tjp": "".join(_project(areas))}


def _project(areas: Sequence[Area]) -> Iterator[str]:
    yield f'project roadmap "{TITLE_OF_PLAN}" 2026-01-01 - 2031-01-01 {{\n  timeformat "%Y-%m-%d"\n'
    yield '  extend task {\n    text Due "Due"\n  }\n}\n\n'
    yield f"flags {', '.join(map(_tj_id, STATUSES))}\n\n"
    for body, name in BODIES_BY_ID.items():
        yield f'resource {_tj_id(body)} "{name}"\n'
    at = {measure.id: f"area_{n}.{_tj_id(measure.id)}" for n, area in enumerate(areas) for measure in area.measures}
    for n, area in enumerate(areas):
        yield f'\ntask area_{n} "{area.title}" {{\n'
        for measure in area.measures:
            yield from _task(measure, at)
        yield "}\n"
    yield TASKJUGGLER_REPORT


def _task(measure: Measure, at: dict[str, str]) -> Iterator[str]:
    yield (
        f'  task {_tj_id(measure.id)} "{measure.title}" {{\n'
        "    duration 2w\n"
        f"    maxend {measure.last_day}\n"
        f"    responsible {', '.join(map(_tj_id, measure.lead))}\n"
        f'    note "{measure.result}"\n'
        f'    Due "{measure.due}"\n'
        f"    flags {_tj_id(measure.status)}\n"
    )
    if measure.after:
        yield f"    depends {at[measure.after]}\n"
    yield "  }\n"


def _tj_id(id: str) -> str:
    return id.replace("-", "_")
