//! `botosmith init`

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use botosmith::manifest::Manifest;
use botosmith::{Error, Result};

use crate::out;
use crate::project::{self, MANIFEST, normal};
use crate::session::{Session, shown};

/// Begin a project: make a manifest and a folder for models.
///
/// The manifest is botosmith.toml, with one crate without services yet; `botosmith import` adds
/// services. `.gitignore` gets a line for the files of a run, and `.gitattributes` one by which
/// reviews fold generated code.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// Folder of the project
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Name of the crate that will be generated
    #[arg(long = "crate", value_name = "NAME", default_value = "aws-clients")]
    name: String,
    /// Folder of that crate, relative to the project's [default: the crate's name]
    #[arg(long, value_name = "FOLDER")]
    path: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    session.refuse_manifest("init makes botosmith.toml in FOLDER")?;
    let folder = &arguments.folder;
    let file = folder.join(MANIFEST);
    refuse_second(folder)?;
    let path = arguments.path.as_ref().unwrap_or(&arguments.name);
    let text = manifest(&arguments.name, path);
    // What is wrong is found before anything is written; the manifest is written last.
    botosmith::check_folders(&Manifest::parse(&file, &text)?)?;
    let mut files = vec![with_line(&folder.join(".gitignore"), IGNORED)?];
    if let Some(pattern) = pattern(path) {
        let line = format!("{pattern} linguist-generated");
        files.push(with_line(&folder.join(".gitattributes"), &line)?);
    }
    files.push((file.clone(), text));
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder.join(MODELS))?;
        files
            .iter()
            .try_for_each(|(file, text)| fs::write(file, text))
    };
    write().map_err(|error| {
        Error::file(folder, format!("cannot write the project's files: {error}"))
            .hint("check that the folder is writable and the disk has space")
    })?;
    out::line(&format!(
        "created {} and {}/",
        shown(&file),
        shown(&folder.join(MODELS))
    ));
    out::line(
        "next: `botosmith import sqs:SendMessage` brings a model; `botosmith list` shows the services",
    );
    Ok(ExitCode::SUCCESS)
}

/// Folder of the models, relative to the manifest.
const MODELS: &str = "models";

/// Locks and files that a killed run leaves behind.
const IGNORED: &str = ".botosmith*";

/// Refuses to make a manifest where there is one. (One in a folder above is another project's.)
fn refuse_second(folder: &Path) -> Result<()> {
    match project::find_in(folder) {
        Some(existing) => Err(Error::file(existing, "there is a manifest already").hint(
            "`botosmith import` adds services to it; a second [[crate]] in it makes another crate",
        )),
        None => Ok(()),
    }
}

fn manifest(name: &str, path: &str) -> String {
    let (name, path) = (quoted(name), quoted(path));
    format!(
        "# Clients for AWS services. `botosmith import SERVICE:OPERATION` adds services here,\n\
         # `botosmith generate` writes the crates, and `botosmith update` brings newer models.\n\
         models = \"{MODELS}\"\n\
         \n\
         [[crate]]\n\
         name = {name}\n\
         path = {path}\n"
    )
}

fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// Returns the pattern of a crate's files in `.gitattributes`; `None` for a folder elsewhere.
fn pattern(path: &str) -> Option<String> {
    let is_inside = |it: Component<'_>| matches!(it, Component::Normal(_) | Component::CurDir);
    let path = Path::new(path);
    if !path.components().all(is_inside) {
        return None;
    }
    let path = normal(path).display().to_string().replace('\\', "/");
    let pattern = format!("/{path}/**");
    // A space would end the pattern.
    Some(if pattern.contains(char::is_whitespace) {
        format!("{pattern:?}")
    } else {
        pattern
    })
}

/// Reads a file, if there is one, and adds a line that it does not have.
fn with_line(file: &Path, line: &str) -> Result<(PathBuf, String)> {
    let mut text = match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text.map_err(|error| {
            Error::file(file, format!("cannot read the file: {error}")).hint(format!(
                "botosmith adds the line `{line}` to it; make it a text file"
            ))
        })?,
    };
    if !text.lines().any(|it| it == line) {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text += line;
        text.push('\n');
    }
    Ok((file.to_owned(), text))
}
