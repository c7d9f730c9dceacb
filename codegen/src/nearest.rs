//! Suggests known names for a misspelled one.

/// Makes a hint: the most similar known name, or which names there are.
pub(crate) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let near = known
        .iter()
        .map(|candidate| {
            let similarity = strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase());
            (similarity, *candidate)
        })
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match (near, known.as_slice()) {
        (Some((_, near)), _) => format!("did you mean `{near}`?"),
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
