//! Lists the files of a service.

use crate::emit::operation;
use crate::emit::package::runtime;
use crate::emit::tokens::file::File;
use crate::emit::tokens::fragments::service_folder;
use crate::emit::types::{enumeration, structure, union};
use crate::plan::ir::Service;
use crate::plan::ir::types::Type;

use super::{error, meta, modules, params, rules};

/// The files of a service: emitted modules, copied ones, operations, types and errors. At the root
/// of a crate, `src/lib.rs` declares the modules.
pub(in crate::emit) fn files(service: &Service) -> Vec<File<'_>> {
    let folder = service_folder(service);
    let path = |name: &str| format!("{folder}/{name}.rs");
    let mut files = vec![
        File::rust(path("meta"), || meta::file(service)),
        File::rust(path("service_error"), || error::file(service)),
        File::rust(path("operation"), || modules::operations(service)),
        File::rust(path("types"), || modules::types(service)),
        File::rust(path("types/builders"), || modules::type_builders(service)),
        File::rust(path("types/error"), || modules::error_types(service)),
        File::rust(path("types/error/builders"), || {
            modules::error_builders(service)
        }),
        File::rust(path("config/endpoint/params"), || params::file(service)),
    ];
    if !service.at_root {
        files.push(File::rust(format!("{folder}.rs"), || {
            modules::root(service)
        }));
    }
    if let Some(table) = &service.endpoint.rules {
        files.push(File::rust(path("config/endpoint/params/rules"), || {
            rules::file(table)
        }));
    }
    files.extend(runtime::service_files(service));
    for it in &service.operations {
        files.extend(operation::files::files(service, it));
    }
    for it in &service.types {
        let name = format!("types/{}", it.header().module.unraw());
        files.push(File::rust(path(&name), move || match it {
            Type::Structure(it) => structure::file(service, it),
            Type::Union(it) => union::file(service, it),
            Type::Enumeration(it) => enumeration::file(service, it),
        }));
    }
    for it in &service.errors {
        let name = format!("types/error/{}", it.header.module.unraw());
        files.push(File::rust(path(&name), move || {
            structure::file(service, it)
        }));
    }
    files
}
