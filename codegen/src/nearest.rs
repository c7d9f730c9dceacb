//! Suggests known names for a misspelled one.

/// Maximum length of names that are compared.
const LONGEST: usize = 200;

/// Returns the most similar known name, if one is similar.
pub(crate) fn similar<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A comparison takes the product of both lengths; nobody misspells a name of this size.
    let is_short = |name: &str| name.len() <= LONGEST;
    let known = known.into_iter();
    let near = known
        .filter(|candidate| is_short(name) && is_short(candidate))
        .map(|candidate| {
            let similarity = strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase());
            (similarity, candidate)
        })
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    near.map(|(_, name)| name)
}

/// Makes a hint: the most similar known name, or which names there are.
pub(crate) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match (similar(name, known.iter().copied()), known.as_slice()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "there are none".to_owned(),
        (None, few) if few.len() <= 8 => format!("there are: {}", few.join(", ")),
        (None, many) => format!(
            "there are {}, from {} to {}",
            many.len(),
            many[0],
            many[many.len() - 1]
        ),
    }
}
