"""Whoever is made up for a test, built in one place.

someone           answers, a profile and a goal of one person, written by hand
simulated         people who answer as people do, extremes, and the reports of them
varied            some seventy very different people by name, each with a report
sixty, crowd      sixty and five hundred people who differ in all that a document depends on
taken             attempts in a database: begun, filled in, handed in
norm_groups       people for norms and calibrations, as candidates or in a database
norm_sets         a norm as the product makes them
measured          a group with the quality report of it
rated             answers of a group to one scale
pictured          what the figures show of made-up people
raters            experts who fill in the forms of the review
at_browser        a person who answers at a browser
"""
