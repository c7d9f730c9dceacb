//! `botosmith import`

use std::path::PathBuf;
use std::process::ExitCode;

use botosmith::import::{Request, ServiceRequest, import_and_write};
use botosmith::manifest::Manifest;
use botosmith::{Error, Result};

use crate::import_report;
use crate::out;
use crate::releases;
use crate::session::{ErrorFormat, Format, Session};

/// Import models, or more of their operations, cut to the operations that you pick.
///
/// A service has any name that it goes by: `events`, `eventbridge`, `aws-sdk-eventbridge`. Its
/// operations follow a colon; without them, all are imported, or, if the manifest has the service
/// already, those that were picked earlier. `PutObject`, `put-object` and `put_object` are the
/// same.
///
/// A model is written to the folder SERVICE/VERSION in the manifest's folder of models, with its
/// paginators, waiters and endpoint rules, and the manifest records its source. The module of a new
/// service has the name that you write here. Either all services are imported, or, if anything is
/// wrong with one, none.
///
/// Anything that cannot be generated is an error, unless --skip-unsupported leaves it out. Prose is
/// left out unless you pass --docs; write your own into docs-2.json, beside the model.
///
/// Models are part of botocore. Without --from, they come from the release that the manifest's
/// other models are from, or from the newest one; pip downloads it if necessary.
///
///     botosmith import sqs:SendMessage,ReceiveMessage dynamodb
///     botosmith import kinesis --skip-unsupported
///     botosmith import ecs --from 1.44.5
///     botosmith import ecs --from botocore-1.44.5-py3-none-any.whl
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Services, each with the operations to import: sqs:SendMessage,ReceiveMessage
    #[arg(value_name = "SERVICE[:OPERATION,…]", required = true, value_parser = service)]
    services: Vec<ServiceRequest>,
    /// A version of botocore, a wheel or sdist, a folder with models, or one service-2.json,
    /// gzipped or not
    #[arg(long, value_name = "SOURCE")]
    from: Option<PathBuf>,
    /// Operations of the one service, as behind its colon
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// Import the models' prose too, as Markdown, for items without a text
    #[arg(long)]
    docs: bool,
    /// Leave out operations that cannot be generated, and services without any other, and name them
    #[arg(long)]
    skip_unsupported: bool,
    /// Crate of new services, if the manifest has several
    #[arg(long = "crate", value_name = "NAME")]
    crate_name: Option<String>,
    /// Module of the one service, if it is new [default: the name that you write]
    #[arg(long, value_name = "NAME")]
    module: Option<String>,
    /// Format of the report and of errors
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Arguments {
    /// Format in which an error is printed.
    pub fn error_format(&self) -> ErrorFormat {
        self.format.of_errors()
    }

    /// Lists the services with all that was requested of them.
    fn requests(&self) -> Result<Vec<ServiceRequest>> {
        let mut services = self.services.clone();
        for (option, is_given) in [
            ("--operations", !self.operations.is_empty()),
            ("--module", self.module.is_some()),
        ] {
            if is_given && services.len() > 1 {
                return Err(Error::new(format!("{option} is for one service"))
                    .hint("name operations as in sqs:SendMessage, or import one at a time"));
            }
        }
        for service in &mut services {
            let operations = self.operations.iter().map(|it| it.trim().to_owned());
            service.operations.extend(operations);
            service.module.clone_from(&self.module);
            service.crate_name.clone_from(&self.crate_name);
        }
        Ok(services)
    }
}

/// Reads `SERVICE:A,B`.
fn service(text: &str) -> Result<ServiceRequest, String> {
    let (name, operations) = match text.split_once(':') {
        Some((name, operations)) => (name, operations.split(',').map(str::trim).collect()),
        None => (text, Vec::new()),
    };
    let name = name.trim();
    if name.is_empty() || operations.iter().any(|it| it.is_empty()) {
        return Err("write it as SERVICE or SERVICE:OPERATION,OPERATION".to_owned());
    }
    Ok(ServiceRequest::new(name, &operations))
}

/// Imports models, and prints what changed.
///
/// # Errors
/// If there is no manifest, if the source cannot be read, or if a model cannot be imported.
pub fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    let services = arguments.requests()?;
    let manifest = session.manifest()?;
    let catalog = match &arguments.from {
        Some(from) => releases::open(from, session)?,
        None => releases::open_recorded(Some(&Manifest::open(&manifest)?), session)?,
    };
    let request = Request {
        manifest,
        services,
        docs: arguments.docs,
        skip_unsupported: arguments.skip_unsupported,
    };
    let progress = session.progress("importing");
    let imports = import_and_write(&request, &catalog)?;
    drop(progress);
    match arguments.format {
        Format::Text => session.print(&import_report::imported(&imports, session.verbose)),
        Format::Json => out::line(&import_report::document(&imports).to_string()),
    }
    Ok(ExitCode::SUCCESS)
}
