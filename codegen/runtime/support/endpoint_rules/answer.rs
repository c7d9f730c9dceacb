//! Builds endpoints, and checks the values that parameters insert into them.

use std::collections::HashMap;

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

use super::table::{Attribute, AuthScheme, Call, Data, Index, Operand, ParameterUsage};
use super::{Evaluation, NoEndpoint, Value, text};
use crate::support::endpoint_url::Shown;
use crate::support::url::{self, BaseUrl};

impl Evaluation<'_, '_> {
    /// Builds the endpoint of an outcome.
    pub(super) fn answer(&self, index: Index) -> Result<Endpoint, NoEndpoint> {
        let answer = &self.rules.endpoints[usize::from(index)];
        let mut endpoint = Endpoint::builder().url(self.url(answer.url)?);
        for header in answer.headers.of(self.rules.headers) {
            let value = self.text(header.value);
            if value.chars().any(|c| !c.is_ascii_graphic() && c != ' ') {
                return Err(NoEndpoint::NotUsable(value.into_owned()));
            }
            endpoint = endpoint.header(self.name(header.name), value);
        }
        for field in answer.properties.of(self.rules.fields) {
            endpoint = endpoint.property(self.name(field.name), self.document(field.value));
        }
        for scheme in answer.auth_schemes.of(self.rules.auth_schemes) {
            endpoint = endpoint.auth_scheme(self.auth_scheme(scheme));
        }
        Ok(endpoint.build())
    }

    fn auth_scheme(&self, scheme: &AuthScheme) -> EndpointAuthScheme {
        let settings = scheme.settings.of(self.rules.fields);
        settings.iter().fold(
            EndpointAuthScheme::with_capacity(self.name(scheme.name), settings.len()),
            |scheme, it| scheme.put(self.name(it.name), self.document(it.value)),
        )
    }

    fn name(&self, index: Index) -> &'static str {
        self.rules.texts[usize::from(index)]
    }

    fn document(&self, data: Data) -> Document {
        match data {
            Data::Text(index) => Document::String(self.text(index).into_owned()),
            Data::Boolean(value) => Document::Bool(value),
            Data::List(items) => {
                let items = items.of(self.rules.items).iter();
                Document::Array(items.map(|it| self.document(*it)).collect())
            }
            Data::Object(fields) => {
                let fields = fields.of(self.rules.fields).iter();
                let fields =
                    fields.map(|it| (self.name(it.name).to_owned(), self.document(it.value)));
                Document::Object(fields.collect::<HashMap<_, _>>())
            }
        }
    }

    fn url(&self, text: Operand) -> Result<String, NoEndpoint> {
        let single = [text];
        let parts = self.parts(text).unwrap_or(&single);
        // Most URLs are shorter.
        let mut url = String::with_capacity(80);
        let mut component = UrlComponent::Scheme;
        for part in parts {
            let (value, length) = (self.value(*part), url.len());
            let usage = self.usage(*part);
            if let Some(usage) = usage {
                check_part(component, value, usage)?;
            }
            value.write(&mut |piece| url.push_str(piece));
            // A parameter has no slashes that would end the authority: `check_part` refuses them.
            if usage.is_none() {
                component = component.after(&url, length);
            }
        }
        match BaseUrl::parse(&url) {
            Ok(_) => Ok(url),
            Err(reason) => Err(NoEndpoint::NotValid(format!("{:?}", Shown(&url)), reason)),
        }
    }

    /// Returns how a part of a URL is used, if it is a parameter or derived from one; `None` if
    /// it is a text of the rules, or of the URL that the user of the client has set.
    fn usage(&self, part: Operand) -> Option<ParameterUsage> {
        let call = match part {
            Operand::Text(_) | Operand::Boolean(_) => return None,
            Operand::Parameter(index) => {
                return match self.rules.parameters[usize::from(index)].usage {
                    ParameterUsage::Url => None,
                    usage => Some(usage),
                };
            }
            Operand::Variable(_) => return Some(ParameterUsage::Plain),
            Operand::Call(index) => self.rules.calls[usize::from(index)],
        };
        match call {
            Call::Attribute(
                _,
                Attribute::Scheme
                | Attribute::Authority
                | Attribute::Path
                | Attribute::NormalizedPath,
            ) => None,
            _ => Some(ParameterUsage::Plain),
        }
    }
}

/// Checks that the next text is valid in a component of the URL, and cannot end that component.
fn check_part(
    component: UrlComponent,
    part: Value<'_>,
    usage: ParameterUsage,
) -> Result<(), NoEndpoint> {
    let (value, is_encoded) = match part {
        Value::Text(text) => (text, false),
        Value::Encoded(text) => (text, true),
        _ => return Ok(()),
    };
    let is_allowed = match component {
        UrlComponent::Scheme => false,
        UrlComponent::Authority if usage == ParameterUsage::Region => {
            text::is_host_label(value, true)
        }
        UrlComponent::Authority => url::is_in_host(value),
        UrlComponent::Path => is_encoded || url::is_in_path(value),
    };
    if is_allowed {
        Ok(())
    } else {
        Err(NoEndpoint::NotUsable(value.to_owned()))
    }
}

/// Component of a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UrlComponent {
    Scheme,
    Authority,
    Path,
}

impl UrlComponent {
    /// Returns the component after a URL has grown from `length`.
    fn after(self, url: &str, length: usize) -> Self {
        let written = match self {
            Self::Path => return Self::Path,
            Self::Authority => Some(&url[length..]),
            Self::Scheme => url::split_scheme(url).map(|(_, rest)| rest),
        };
        match written {
            None => Self::Scheme,
            Some(written) if written.as_bytes().contains(&b'/') => Self::Path,
            Some(_) => Self::Authority,
        }
    }
}
