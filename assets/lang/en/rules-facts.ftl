# What the copy desk says of numbers, facts and personal data.
