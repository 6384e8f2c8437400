# What the copy desk says of neutrality, readability and pages.
