"""YAML without surprises: plain data that remembers its lines, and every fault of a file reported at once."""

from compliance.strict_yaml.block import Block
from compliance.strict_yaml.nodes import Yaml, YamlList, YamlMap, scalar
from compliance.strict_yaml.reading import parse_yaml, read_mapping, read_yaml

__all__ = ["Block", "Yaml", "YamlList", "YamlMap", "parse_yaml", "read_mapping", "read_yaml", "scalar"]
