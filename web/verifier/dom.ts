// Makes elements. Texts go in as texts, so that nothing that a file or a node said can become markup.

type Child = Node | string | null;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A labelled field with its hint. */
export function field(
  id: string,
  label: string,
  hint: string,
  input: HTMLInputElement | HTMLTextAreaElement,
): HTMLElement {
  input.id = id;
  if (hint !== "") input.setAttribute("aria-describedby", `${id}-hint`);
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, label),
    input,
    hint === "" ? null : el("p", { id: `${id}-hint`, class: "hint" }, hint),
  );
}
