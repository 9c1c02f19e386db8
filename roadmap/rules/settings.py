"""Apply a plan's settings of the rules: check them, change findings by them, and show readers what was set."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from roadmap.analysis.assessment import Assessment
from roadmap.diagnostics.diagnostic import Diagnostic, Severity, locate, sort_diagnostics
from roadmap.diagnostics.suggest import closest_code, did_you_mean
from roadmap.i18n.message import Message, _, message
from roadmap.model.fields import field_infos
from roadmap.model.plan import Plan
from roadmap.model.rule_setting import Level, RuleSetting
from roadmap.rules.rule import Finding, Rule, Threshold, rule
from roadmap.rules.texts import Written

__all__ = ["by_code_and_name", "run_rule", "run_rules", "settings_notes", "settings_rule"]

SETTINGS, SETTINGS_NAME = "RM601", "invalid-rule-setting"
"""The rule about the settings of rules."""

_SEVERITIES = {Level.note: Severity.NOTE, Level.warning: Severity.WARNING, Level.error: Severity.ERROR}
_THRESHOLDS = tuple(d.name for d in field_infos(RuleSetting) if d.name not in ("id", "level", "reason", "norms"))


def by_code_and_name(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by what a plan can call them."""
    return {key: rule for rule in rules for key in (rule.code, rule.name)}


def setting_of(rule: Rule, plan: Plan) -> RuleSetting | None:
    """The plan's setting of a rule; where it has one by the code and one by the name, the code counts."""
    found = {setting.id: setting for setting in plan.rules if setting.id in (rule.code, rule.name)}
    return found.get(rule.code) or found.get(rule.name)


def settings_rule(others: Iterable[Rule]) -> Rule:
    """The rule about the settings of all other rules."""
    rules = by_code_and_name(others)

    @rule(
        SETTINGS,
        SETTINGS_NAME,
        Severity.ERROR,
        fails='rules: {RM130: {level: off, reason: "The claim is quoted as it was made"}}',
        passes='rules: {RM103: {level: off, reason: "The claim is quoted as it was made"}, RM109: {months: 36}}',
        fixed=True,
    )
    def settings_of_rules(plan: Plan) -> Iterator[Finding]:
        """A setting under `rules` names a rule or threshold that does not exist, or changes a level without a reason.

        A rule switched off by mistake is worse than no rule: everyone assumes that the check was made. The reason is
        for those who read the plan later. An invalid setting is ignored.
        """
        for setting in plan.rules:
            path = ("rules", setting.id)
            named = rules.get(setting.id)
            if named is None:
                yield Finding(
                    path,
                    message(_("“%(code)s” is not a rule that a plan can set."), code=setting.id),
                    _meant(setting, rules),
                )
                continue
            if setting is not setting_of(named, plan):
                yield Finding(
                    path,
                    message(_("The rule %(code)s is set twice, by its code and by its name."), code=named.called),
                    message(_("Keep one of the two entries.")),
                )
                continue
            if setting.level is not None and setting.reason is None:
                yield Finding(
                    (*path, "level"),
                    message(_("The level of %(code)s is changed without a reason."), code=named.called),
                    message(_("Add “reason: …”: it is shown wherever the rule finds something.")),
                )
            for name in _thresholds(setting):
                if name not in named.thresholds:
                    yield Finding(
                        (*path, name),
                        message(_("%(code)s has no setting “%(name)s”."), code=named.called, name=name),
                        _possible(named),
                    )

    return settings_of_rules


def _meant(setting: RuleSetting, rules: Mapping[str, Rule]) -> Message:
    if setting.id in (SETTINGS, SETTINGS_NAME):
        return message(_("Delete this entry: the rule about settings always applies."))
    near = closest_code(setting.id, {rule.code: rule.name for rule in rules.values()})
    if near is not None:
        return did_you_mean(near)
    return message(_("“roadmap explain” lists the codes of all rules."))


def _possible(named: Rule) -> Message:
    if not named.thresholds:
        return message(_("Allowed here: level and reason."))
    return message(_("Allowed here: level, reason and %(names)s."), names=", ".join(named.thresholds))


def run_rules(rules: Iterable[Rule], assessment: Assessment) -> tuple[Diagnostic, ...]:
    """What some rules find in a plan as the plan sets them, by place; a plan that was read gets file, line and column."""
    plan = assessment.plan
    written = Written(plan)
    return sort_diagnostics(
        locate(diagnostic, plan.origin)
        for rule in rules
        for diagnostic in run_rule(rule, assessment, written, setting_of(rule, plan))
    )


def run_rule(rule: Rule, assessment: Assessment, written: Written, setting: RuleSetting | None) -> Iterator[Diagnostic]:
    """What a rule finds in a plan, as the plan has set it."""
    if setting is None or rule.fixed:
        yield from rule.findings(assessment, written)
        return
    level = _level(setting)
    if level is Level.off:
        return
    for found in rule.findings(assessment, written, **_own(setting, rule)):
        yield found if level is None else _regraded(found, level, _reason(setting))


def settings_notes(rules: Iterable[Rule], plan: Plan) -> tuple[Diagnostic, ...]:
    """What the readers of a report should know: a note at the key of each setting that is applied to one of the rules."""
    known = by_code_and_name(rule for rule in rules if not rule.fixed)
    return sort_diagnostics(
        locate(note, plan.origin, "key")
        for setting in plan.rules
        if setting.id in known and setting is setting_of(known[setting.id], plan)
        for note in _notes(setting, known[setting.id])
    )


def _notes(setting: RuleSetting, named: Rule) -> Iterator[Diagnostic]:
    level, own, code = _level(setting), _own(setting, named), named.called
    if level is Level.off:
        yield _note(setting, named, _("%(code)s is off in this plan: %(reason)s"), code=code, reason=_reason(setting))
    elif level is not None:
        text = _("This plan sets %(code)s to “%(level)s”: %(reason)s")
        yield _note(setting, named, text, code=code, level=message(level.label), reason=_reason(setting))
    if own and level is not Level.off:
        usual = {name: named.thresholds[name] for name in own}
        text = _("This plan sets %(code)s to %(own)s instead of the default %(usual)s.")
        yield _note(setting, named, text, code=code, own=_listed(own), usual=_listed(usual))


def _note(setting: RuleSetting, named: Rule, text: str, **values: str | Message) -> Diagnostic:
    path = ("rules", setting.id)
    return Diagnostic(code=named.code, name=named.name, severity=Severity.NOTE, text=message(text, **values), path=path)


def _listed(thresholds: Mapping[str, Threshold]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in thresholds.items())


def _level(setting: RuleSetting) -> Level | None:
    """The level that counts: one without a reason does not."""
    return setting.level if setting.reason is not None else None


def _own(setting: RuleSetting, rule: Rule) -> dict[str, Threshold]:
    """The thresholds of a rule that a plan sets."""
    return {name: value for name, value in _thresholds(setting).items() if name in rule.thresholds}


def _thresholds(setting: RuleSetting) -> dict[str, Threshold]:
    """The thresholds that a setting has, whether its rule has them or not."""
    own = {name: getattr(setting, name) for name in _THRESHOLDS}
    return {**{name: value for name, value in own.items() if value is not None}, **dict(setting.norms)}


def _reason(setting: RuleSetting) -> str:
    """The reason on one line."""
    return " ".join(str(setting.reason).split())


def _regraded(found: Diagnostic, level: Level, reason: str) -> Diagnostic:
    advice = message(
        _("%(advice)s (This plan sets %(code)s to “%(level)s”. %(reason)s)"),
        advice=found.advice or message(""),
        code=found.called,
        level=message(level.label),
        reason=reason,
    )
    return attrs.evolve(found, severity=_SEVERITIES[level], advice=advice)
