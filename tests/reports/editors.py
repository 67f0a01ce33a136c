"""A data file as an editor sees it: read as YAML 1.2, and judged by its JSON Schema alone, as check-jsonschema does."""

from io import BytesIO
from typing import Any

from check_jsonschema.parsers.yaml import construct_yaml_implementation
from check_jsonschema.parsers.yaml import impl2loader
from check_jsonschema.regex_variants import RegexImplementation
from check_jsonschema.regex_variants import RegexVariantName
from jsonschema import Draft202012Validator
from jsonschema import validators

from giftplan.reports.schema.conditions import Schema

_REGEX = RegexImplementation(RegexVariantName.default)
_VALIDATOR = validators.extend(
    Draft202012Validator,
    {"pattern": _REGEX.pattern_keyword, "patternProperties": _REGEX.patternProperties_keyword},
)
_READ = impl2loader(construct_yaml_implementation(), construct_yaml_implementation(pure=True))


def as_read(text: str | bytes) -> Any:
    """What an editor takes the text for."""
    return _READ(BytesIO(text if isinstance(text, bytes) else text.encode()))


def complaints(schema: Schema, value: Any) -> list[str]:
    """What an editor underlines."""
    return [f"{error.json_path}: {error.message}" for error in _VALIDATOR(schema).iter_errors(value)]
