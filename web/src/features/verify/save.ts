// Hands a text or a picture to the reader as a file.

export function saveFile(name: string, text: string): void {
  saveBlob(name, new Blob([text], { type: "application/json" }));
}

export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers fetch the bytes only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
