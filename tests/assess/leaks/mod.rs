//! Nothing confidential is on the site: every score, and every name and id that is not published, is
//! looked for in every byte of it. For the sample and for random seasons, under each value of
//! `disclosure.site`, before and after the results are announced.

mod random;
mod reports;
mod sample;
mod search;
mod secrets;
mod site;
