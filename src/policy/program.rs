//! Names of programs that are written where an author stands.

/// Names in lower case. A version may follow: "GPT-4o", "Gemini 2.5 Pro".
const NAMES: &[&str] = &[
    "ai",
    "artificial intelligence",
    "kecerdasan buatan",
    "kecerdasan artifisial",
    "akal imitasi",
    "künstliche intelligenz",
    "intelligence artificielle",
    "inteligencia artificial",
    "inteligência artificial",
    "intelligenza artificiale",
    "人工智能",
    "生成ai",
    "生成式人工智能",
    "chatgpt",
    "gpt",
    "openai",
    "open ai",
    "claude",
    "claude ai",
    "anthropic",
    "gemini",
    "google gemini",
    "bard",
    "google bard",
    "copilot",
    "microsoft copilot",
    "bing chat",
    "meta ai",
    "llama",
    "mistral",
    "le chat",
    "deepseek",
    "qwen",
    "ernie bot",
    "文心一言",
    "通义千问",
    "豆包",
    "kimi",
    "grok",
    "perplexity",
    "perplexity ai",
    "jasper ai",
    "sahabat-ai",
    "midjourney",
    "dall-e",
    "dall·e",
    "stable diffusion",
    "notebooklm",
    "ai assistant",
    "ai writer",
    "ai bot",
    "chatbot",
    "robot",
    "tim ai",
    "ai generated",
    "ai-generated",
];

/// Words that may follow a name and leave it a program's.
const AFTER: &[&str] =
    &["pro", "plus", "turbo", "mini", "flash", "ultra", "opus", "sonnet", "haiku", "preview", "ai"];

/// Whether all of `name` is that of a program.
pub(super) fn is_program(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    NAMES.iter().any(|known| {
        name.strip_prefix(known).is_some_and(|rest| {
            rest.is_empty()
                || (rest.starts_with([' ', '-']) || rest.starts_with(|c: char| c.is_ascii_digit()))
                    && rest
                        .split([' ', '-'])
                        .filter(|w| !w.is_empty())
                        .all(|w| AFTER.contains(&w) || w.starts_with(|c: char| c.is_ascii_digit()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_belongs_to_the_name_and_a_family_name_does_not() {
        for name in
            ["ChatGPT", "GPT-4o", "gpt4", "Gemini 2.5 Pro", "Claude 3.5 Sonnet", "AI", "Kecerdasan Buatan"]
        {
            assert!(is_program(name), "{name}");
        }
        for name in ["Claude Martin", "Gemini Sari", "Ai Weiwei", "Aisyah", "Robot Wars Desk", "Robert", ""] {
            assert!(!is_program(name), "{name}");
        }
    }
}
