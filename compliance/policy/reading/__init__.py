"""From pack files to a library, strictly: every fault of every file is reported at once, with its line.

context        what a pack is read against
library        all files together: shared terms, names that must exist, places considered
pack           one file
requirement    one requirement
parts          citations, timelines, sanctions, evidence, exceptions
"""
