//! Why a file cannot be read.

/// Says why no manuscript was made. To the person every one of them is an invalid file.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    #[error("the file holds no text")]
    Empty,
    #[error("the file has {found} bytes; {limit} are read at most")]
    TooLarge { limit: usize, found: usize },
    #[error("the file is not text: a zero byte or a control character at {offset}")]
    NotText { offset: usize },
    #[error("the file is not sound {encoding} at byte {offset}")]
    Encoding { offset: usize, encoding: &'static str },
    /// A format that is known and not read.
    #[error("files of the kind {format} are not read")]
    Foreign { format: &'static str },
    #[error("the file is no sound word processor document")]
    Archive(#[source] zip::result::ZipError),
    #[error("the document is not whole: no {part}")]
    PartMissing { part: &'static str },
    #[error("the document has {found} parts; {limit} are read at most")]
    TooManyParts { limit: usize, found: usize },
    #[error("a part of the document unpacks to more than {limit} bytes")]
    Bomb { limit: u64 },
    #[error("the document's list of parts is false: {what}")]
    FalseParts { what: &'static str },
    #[error("the document is encrypted")]
    Encrypted,
    #[error("the document declares a document type")]
    DocumentType,
    #[error("the part {part} of the document is broken at byte {offset}")]
    Xml { part: &'static str, offset: u64 },
    #[error("the part {part} of the document cannot be unpacked")]
    Unpack {
        part: &'static str,
        #[source]
        source: std::io::Error,
    },
    #[error("the JSON is broken at line {line}, column {column}")]
    Json {
        line: usize,
        column: usize,
        #[source]
        source: serde_json::Error,
    },
    #[error("the JSON is not one object but {found}")]
    NotObject { found: &'static str },
    #[error("the field {field} of the JSON is not {wanted}")]
    Field { field: String, wanted: &'static str },
}

impl IntakeError {
    /// All words of [`IntakeError::kind`], for the test that every one can be said.
    pub const KINDS: [&'static str; 18] = [
        "empty",
        "too-large",
        "not-text",
        "encoding",
        "foreign",
        "archive",
        "part-missing",
        "too-many-parts",
        "bomb",
        "false-parts",
        "encrypted",
        "document-type",
        "xml",
        "unpack",
        "json",
        "not-object",
        "field-text",
        "field-date",
    ];

    /// The stable word of the error; `intake-error-<word>` is its key in the sentences.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::NotText { .. } => "not-text",
            Self::Encoding { .. } => "encoding",
            Self::Foreign { .. } => "foreign",
            Self::Archive(_) => "archive",
            Self::PartMissing { .. } => "part-missing",
            Self::TooManyParts { .. } => "too-many-parts",
            Self::Bomb { .. } => "bomb",
            Self::FalseParts { .. } => "false-parts",
            Self::Encrypted => "encrypted",
            Self::DocumentType => "document-type",
            Self::Xml { .. } => "xml",
            Self::Unpack { .. } => "unpack",
            Self::Json { .. } => "json",
            Self::NotObject { .. } => "not-object",
            Self::Field { wanted: "date", .. } => "field-date",
            Self::Field { .. } => "field-text",
        }
    }

    /// The values of the sentence.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::Archive(_) | Self::Encrypted | Self::DocumentType => Vec::new(),
            Self::TooLarge { limit, found } => vec![("limit", mib(*limit)), ("found", mib(*found))],
            Self::NotText { offset } => vec![("offset", offset.to_string())],
            Self::Encoding { offset, encoding } => {
                vec![("offset", offset.to_string()), ("encoding", (*encoding).to_owned())]
            }
            Self::Foreign { format } => vec![("format", (*format).to_owned())],
            Self::PartMissing { part } | Self::Unpack { part, .. } => {
                vec![("part", (*part).to_owned())]
            }
            Self::TooManyParts { limit, found } => {
                vec![("limit", limit.to_string()), ("found", found.to_string())]
            }
            Self::Bomb { limit } => vec![("limit", (limit >> 20).to_string())],
            Self::FalseParts { what } => vec![("what", (*what).to_owned())],
            Self::Xml { part, offset } => {
                vec![("part", (*part).to_owned()), ("offset", offset.to_string())]
            }
            Self::Json { line, column, .. } => {
                vec![("line", line.to_string()), ("column", column.to_string())]
            }
            Self::NotObject { found } => vec![("found", (*found).to_owned())],
            Self::Field { field, .. } => vec![("field", field.clone())],
        }
    }
}

/// Whole mebibytes, rounded up.
fn mib(bytes: usize) -> String {
    bytes.div_ceil(1 << 20).to_string()
}
