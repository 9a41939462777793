// `npm run learn`: writes what pages and documents share: docs/GLOSSARY.md, and the examples that /developers shows.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import prettier from "prettier";

interface Term {
  word: { en: string; zh: string };
  meaning: { en: string };
  standard?: string;
  doc?: string;
}
interface Section {
  title: { en: string };
  terms: Term[];
}

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SOURCE = at("web/messages/glossary.json");
const EXAMPLES = at("sdk/examples");

const HEAD = `# Glossary

The words of public finance, as this project uses them in code, pages and API. Chinese terms are those of China's budget
law and treasury practice. Left out on purpose: "transaction" for a movement (it is the chain's word), "transfer" for a payment,
"user" for a party. The explorer shows the same words beside its numbers, in both languages (\`/glossary\`). Written by
\`npm run learn\` from \`web/messages/glossary.json\`.
`;

/** Each file as it must stand, by its path. */
export async function learnFiles(): Promise<Record<string, string>> {
  return {
    [at("docs/GLOSSARY.md")]: await formatted(at("docs/GLOSSARY.md"), glossary()),
    [at("web/src/features/learn/examples.json")]: await formatted(
      at("web/src/features/learn/examples.json"),
      JSON.stringify(
        readdirSync(EXAMPLES)
          .sort()
          .map((name) => ({ name, code: readFileSync(`${EXAMPLES}/${name}`, "utf8") })),
      ),
    ),
  };
}

function glossary(): string {
  const sections = JSON.parse(readFileSync(SOURCE, "utf8")) as Section[];
  const parts = sections.map(({ title, terms }) => {
    const rows = terms.map(({ word, meaning, standard = "", doc }) => {
      const more = doc === undefined ? "" : ` ([${doc}](${doc}))`;
      return `| ${word.en} | ${word.zh} | ${meaning.en}${more} | ${standard} |`;
    });
    return `## ${title.en}\n\n| word | 中文 | meaning | standard |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return [HEAD, ...parts].join("\n");
}

async function formatted(path: string, text: string): Promise<string> {
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await learnFiles())) {
    writeFileSync(path, text);
    console.log(`${path} is written.`);
  }
}
