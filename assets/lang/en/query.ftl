# What was not understood in a query.

hint-unknown-filter = There is no filter “{ $word }:”; it is looked for as words.
hint-unknown-filter-near = There is no filter “{ $word }:”; it is looked for as words. Did you mean “{ $suggestion }:”?
hint-unknown-value = “{ $word }” is no value for “{ $filter }:”; this filter is left out.
hint-unknown-value-near = “{ $word }” is no value for “{ $filter }:”; this filter is left out. Did you mean “{ $suggestion }”?
hint-missing-value = “{ $word }:” has no value yet; this filter is left out.
hint-open-quote = The quotation mark is not closed; it is taken up to the end: “{ $word }”.
hint-too-much = The query is too long; only its beginning is used.
