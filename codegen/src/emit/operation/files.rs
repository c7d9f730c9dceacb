//! Lists the files of an operation.

use crate::emit::tokens::file::File;
use crate::emit::tokens::fragments::service_folder;
use crate::emit::types::structure;
use crate::plan::ir::Service;
use crate::plan::ir::operation::Operation;

use super::{error, fluent, module};

/// The files of an operation: its module, builders, error, input and output.
pub(in crate::emit) fn files<'a>(service: &'a Service, operation: &'a Operation) -> [File<'a>; 5] {
    let module = format!(
        "{}/operation/{}",
        service_folder(service),
        operation.module.unraw()
    );
    [
        File::rust(format!("{module}.rs"), || module::file(service, operation)),
        File::rust(format!("{module}/builders.rs"), || {
            fluent::file(service, operation)
        }),
        File::rust(format!("{module}/error.rs"), || {
            error::file(service, operation)
        }),
        File::rust(format!("{module}/input.rs"), || {
            structure::file(service, &operation.input)
        }),
        File::rust(format!("{module}/output.rs"), || {
            structure::file(service, &operation.output)
        }),
    ]
}
