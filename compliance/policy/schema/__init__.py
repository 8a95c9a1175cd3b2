"""JSON Schemas for editors: completions, hover texts and first mistakes while a pack is being written.

They are made from the vocabulary, the places and the words of the model, checked in under `policies/schema`, and never
used to load anything: the strict loader decides, and says more.
"""

from compliance.policy.schema.writing import schemas, write_schemas

__all__ = ["schemas", "write_schemas"]
