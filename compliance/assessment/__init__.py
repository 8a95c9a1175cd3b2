"""The decision: which duty meets which subject, what comes of it, and what a person can do about it.

run            from an inventory, the packs and a day to an assessment
binding        whom advice binds, because they signed up to it
applicability  which requirement meets which row: place, role, key date; reach: with trigger and status
timing         what a duty is on a day: in force, to come, held up, over
duty           the duty weighed against its exceptions
outcomes       one requirement for every row it is about
claims         exceptions relied on, and answers only a person can give
grounds        why a row fails or stays open; groups: the rows with the same ground
waivers        the file of what the client has accepted; waiving: laid over the fails
weights        what an outcome does to a release; decisions: what comes of all of them
findings       what a person can act on; questions: what a person has to answer
table          every outcome, as bytes; verdicts: one of them, explained
cases          the cases beside the packs; mutation, sweep: whether those are enough
"""
