//! Suggests known names for a misspelled one.

/// Maximum length of names that are compared.
const LONGEST: usize = 200;

/// Makes a hint: the most similar known name, or which names there are.
pub(crate) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let near = similar(name, known.iter().copied());
    match (near, known.as_slice()) {
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

/// Returns the most similar known name, if there is one that may be meant.
pub(crate) fn similar<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A comparison takes the product of both lengths; nobody misspells a name of this size.
    let is_short = |name: &str| name.len() <= LONGEST;
    let candidates = known.into_iter();
    let candidates = candidates.filter(|candidate| is_short(name) && is_short(candidate));
    let near = candidates
        .map(|candidate| {
            let similarity = strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase());
            (similarity, candidate)
        })
        .filter(|(similarity, _)| *similarity > 0.8)
        // Of equally similar names, the first one.
        .min_by(|a, b| b.0.total_cmp(&a.0));
    near.map(|(_, near)| near)
}
