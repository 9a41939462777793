// Makes a PNG of the chart's SVG file in the reader's browser; without scripts the button is not shown.
"use client";

import { useState } from "react";
import { useAwake } from "@/components/awake";
import { saveBlob } from "@/features/verify/save";

/** Sharp on paper and on fine screens. */
const SCALE = 2;

interface Props {
  svg: string;
  name: string;
  failed: string;
}

export function PngButton({ svg, name, failed }: Props) {
  const awake = useAwake();
  const [hasFailed, setHasFailed] = useState(false);
  const make = async () => {
    try {
      setHasFailed(false);
      saveBlob(name, await pngOf(svg));
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
      setHasFailed(true);
    }
  };
  return (
    <span className={awake ? undefined : "asleep"}>
      <button
        type="button"
        onClick={make}
        className="cursor-pointer text-link underline decoration-1 underline-offset-[0.18em]"
      >
        PNG
      </button>
      {hasFailed && <span role="status"> {failed}</span>}
    </span>
  );
}

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = svg;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser gives no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("The picture is too large")) : resolve(blob)),
      "image/png",
    );
  });
}
