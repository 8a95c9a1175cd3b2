"""The same conditions, evaluated by other libraries.

`tables` holds an inventory the way a data frame would, `plan` says what has to be worked out and over which rows,
`forms` turns a clause into comparisons any library knows. `polars_joins` and `pandas_joins` carry the plan out as a
data engineer writes it, `polars_peer` and `pandas_peer` tuned by hand.
"""
