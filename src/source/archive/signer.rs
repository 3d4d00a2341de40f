//! Who captured a WACZ, in words.

use crate::archive::{Certificate, Package, Signed, Stamp};

/// Who captured a WACZ, and what of that was checked.
pub(super) fn captured_by(package: &Package) -> String {
    let said = |what: &Option<String>| what.clone().unwrap_or_else(|| "?".to_owned());
    let made = format!("made with {} at {}", said(&package.software), said(&package.created));
    match &package.signed {
        Signed::No if package.sealed.is_none() => {
            format!("{made}; nobody signed it, and no digest of its list is given")
        }
        Signed::No => format!("{made}; nobody signed it"),
        Signed::Key { key, created, .. } => format!(
            "{made}; signed at {} by the key {key}, and the signature holds; whose key it is is not known",
            said(created)
        ),
        Signed::Broken => format!("{made}; its signature does not hold"),
        Signed::Domain { domain, certificate, created, stamp } => format!(
            "{made}; signed in the name of {domain} at {}, and the signature holds; {}; {}",
            said(created),
            proof(*certificate),
            when(*stamp)
        ),
        Signed::Unknown => format!("{made}; its signature is of a kind that is not checked"),
    }
}

/// What the certificate of a domain proves.
const fn proof(certificate: Certificate) -> &'static str {
    match certificate {
        Certificate::Trusted => {
            "its certificate was valid then and leads to an authority that browsers trust"
        }
        Certificate::UnknownAuthority => {
            "its certificate leads to no authority that browsers trust, so anybody can have signed"
        }
        Certificate::OtherTime => "its certificate was not valid then, so the domain is not proved",
        Certificate::OtherName => "the certificate is another domain's, so the domain is not proved",
    }
}

/// What a time stamp proves.
fn when(stamp: Stamp) -> String {
    match stamp {
        Stamp::No => "no time stamp proves that time".to_owned(),
        Stamp::Holds { time, trusted: true } => {
            format!("a time stamp proves that the signature was there at {time}, by an authority that browsers trust")
        }
        Stamp::Holds { time, .. } => format!(
            "its time stamp holds and says {time}, and leads to no authority that browsers trust, so anybody can have made it"
        ),
        Stamp::OtherSignature => "its time stamp is over something else".to_owned(),
        Stamp::Broken => "its time stamp does not hold".to_owned(),
        Stamp::OtherCertificate => {
            "the certificate of its time stamp is for something else or was not valid then, so the time is not proved"
                .to_owned()
        }
        Stamp::OtherTime { time } => {
            format!("its time stamp holds and says {time}, more than ten minutes away, so the time is not proved")
        }
        _ => "its time stamp is of a kind that is not checked".to_owned(),
    }
}
