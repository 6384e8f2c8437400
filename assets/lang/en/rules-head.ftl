# What the copy desk says of headlines and leads.
