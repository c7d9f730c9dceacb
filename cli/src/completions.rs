//! `botosmith completions`

use std::process::ExitCode;

use botosmith::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::out;

/// Print a script with which a shell completes commands and options.
///
///     botosmith completions bash > ~/.local/share/bash-completion/completions/botosmith
///     botosmith completions zsh > ~/.zfunc/_botosmith
///     botosmith completions fish > ~/.config/fish/completions/botosmith.fish
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut command = crate::Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "botosmith", &mut script);
    out::print(&String::from_utf8_lossy(&script));
    Ok(ExitCode::SUCCESS)
}
