"""The audit report: a PDF for people, made from one assessment.

    Assessment -> index (numbers, names) -> chapters -> view -> templates -> HTML -> pdf

`render.render_pdf` is the way in. `view` and `chapters` decide what is told, the templates folder decides how it looks,
`text` makes anybody's data safe to print, and `pdf` draws.
"""
