//! The templates of the pages: ours, or the office's own of the same name.

use std::error::Error as _;
use std::io::Read as _;
use std::path::Path;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior};

use crate::domain::ids::Digest;
use crate::text::markdown;

/// Our own files, by name.
const FILES: [(&str, &str); 7] = [
    ("base.html", include_str!("../../assets/templates/base.html")),
    ("article.html", include_str!("../../assets/templates/article.html")),
    ("list.html", include_str!("../../assets/templates/list.html")),
    ("gone.html", include_str!("../../assets/templates/gone.html")),
    ("moved.html", include_str!("../../assets/templates/moved.html")),
    ("rss.xml", include_str!("../../assets/templates/rss.xml")),
    (STYLE, include_str!("../../assets/templates/style.css")),
];
/// The one file that is copied and not filled in.
const STYLE: &str = "style.css";
/// A template above this is a mistake.
const MAX_FILE: u64 = 1 << 20;

/// Says where a template is wrong. Found before any page is written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the template {file} is wrong at line {line}: {message}")]
pub struct TemplateError {
    pub file: String,
    /// From 1; 0 if the file could not be read at all.
    pub line: usize,
    pub message: String,
}

/// Compiled templates.
pub struct Templates {
    env: Environment<'static>,
    style: String,
    /// Of everything in them: another template makes other pages.
    digest: Digest,
    /// Where each came from, for errors.
    origin: Vec<(&'static str, String)>,
}

impl Templates {
    /// Reads the templates; a file in `own` stands for ours of the same name.
    pub fn load(own: Option<&Path>) -> Result<Self, TemplateError> {
        let mut templates = Self {
            env: environment(),
            style: String::new(),
            digest: Digest::ZERO,
            origin: Vec::new(),
        };
        let mut all = Vec::new();
        for (name, built_in) in FILES {
            let path = own.map(|folder| folder.join(name)).filter(|path| path.exists());
            let (source, origin) = match path {
                Some(path) => (read(&path)?, path.display().to_string()),
                None => (built_in.to_owned(), name.to_owned()),
            };
            all.extend_from_slice(&Digest::of(source.as_bytes()).0);
            templates.origin.push((name, origin));
            if name == STYLE {
                templates.style = source;
            } else if let Err(error) = templates.env.add_template_owned(name, source) {
                return Err(templates.error(name, &error));
            }
        }
        templates.digest = Digest::of(&all);
        Ok(templates)
    }

    pub(super) fn style(&self) -> &str {
        &self.style
    }

    pub(super) fn digest(&self) -> Digest {
        self.digest
    }

    pub(super) fn render(
        &self,
        name: &'static str,
        values: Value,
    ) -> Result<String, TemplateError> {
        self.env
            .get_template(name)
            .and_then(|template| template.render(values))
            .map_err(|error| self.error(name, &error))
    }

    /// The innermost error that knows its place is the one to mend.
    fn error(&self, name: &str, error: &minijinja::Error) -> TemplateError {
        let mut place = error;
        let mut inner = error.source();
        while let Some(source) = inner {
            if let Some(deeper) = source.downcast_ref::<minijinja::Error>()
                && deeper.line().is_some()
            {
                place = deeper;
            }
            inner = source.source();
        }
        let file = place.name().unwrap_or(name);
        let origin = self.origin.iter().find(|(known, _)| *known == file);
        TemplateError {
            file: origin.map_or(file, |(_, path)| path).to_owned(),
            line: place.line().unwrap_or(1),
            message: match place.detail() {
                Some(detail) => format!("{}: {detail}", place.kind()),
                None => place.kind().to_string(),
            },
        }
    }
}

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    // A misspelt name must not pass as an empty text.
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_name| AutoEscape::Html);
    env.set_formatter(write_value);
    env.set_debug(false);
    env.set_syntax(whole_lines());
    env
}

/// A line that holds a tag of the template only leaves no line in the page.
fn whole_lines() -> SyntaxConfig {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        // The signs are the engine's own: there is nothing to refuse.
        .unwrap_or_default()
}

/// Our own escaping, so that characters that neither HTML nor XML can hold stay out, and so that
/// nothing depends on the engine's choice of entities.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            markdown::escape_to(text, out).map_err(minijinja::Error::from)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

fn read(path: &Path) -> Result<String, TemplateError> {
    let wrong =
        |message: String| TemplateError { file: path.display().to_string(), line: 0, message };
    let file = std::fs::File::open(path).map_err(|error| wrong(error.to_string()))?;
    let mut text = String::new();
    file.take(MAX_FILE + 1).read_to_string(&mut text).map_err(|error| wrong(error.to_string()))?;
    if text.len() as u64 > MAX_FILE {
        return Err(wrong(format!("larger than {MAX_FILE} bytes")));
    }
    Ok(text)
}
