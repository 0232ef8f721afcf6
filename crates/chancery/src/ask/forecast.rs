//! What the answer to a planned act is likely to be.

use super::AskError;
use chancery_codebook::Measure;
use chancery_record::Record;
use chancery_relate::Act;
use chancery_relate::exchanges::{Link, LinkOptions, link};
use chancery_relate::forecast::{Forecast, ForecastOptions, Forecaster, MEASURES, PlannedAct};
use chancery_relate::pair::measures_of;

/// Acts by way of the measures that can be forecast, and who answered whom; with `fitted_links`, links that no text
/// states count as past answers too.
///
/// # Errors
/// If there are none, or the record cannot be read.
pub fn history(record: &Record, fitted_links: bool) -> Result<(Vec<Act>, Vec<Link>), AskError> {
    let acts = measures_of(record, &[], &MEASURES)?;
    if acts.is_empty() {
        return Err(AskError::NothingToLearnFrom);
    }
    let options = LinkOptions {
        fitted: fitted_links,
        ..LinkOptions::default()
    };
    let links = link(&acts, &options);
    Ok((acts, links))
}

/// Forecasts the answer to an act, out of what came before its day.
///
/// # Errors
/// If no forecast is made for its measure.
pub fn forecast_of(acts: &[Act], links: &[Link], plan: &PlannedAct) -> Result<Forecast, AskError> {
    if !MEASURES.contains(&plan.measure) {
        return Err(AskError::Measure {
            measure: plan.measure.to_string(),
            allowed: MEASURES.map(Measure::as_str).join(", "),
        });
    }
    let options = ForecastOptions::default();
    Ok(Forecaster::fit(acts, links, plan.date, &options).forecast(plan))
}
