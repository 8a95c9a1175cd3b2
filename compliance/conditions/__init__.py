"""The small language of requirements: conditions over facts that may be unknown. It knows nothing of law or media.

    tree         what a condition is
    reading      from YAML to a tree, with every problem and its line
    facts        the columns that conditions read
    reference    what a condition means, one row at a time, in plain Python: the specification
    engine       the same answers for whole tables at once
    explain      conditions and clauses in words

Unknown is an answer everywhere: a missing fact never meets a clause and never misses it.
"""
