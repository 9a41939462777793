// A hash or address, to be compared: whole on wide screens and paper, cut in the middle where there is no room.

export function Hash({ children, short = false }: { children: string; short?: boolean }) {
  const text = short && children.length > 20 ? `${children.slice(0, 10)}…${children.slice(-8)}` : children;
  return (
    <span className="mono" title={short ? children : undefined}>
      {text}
    </span>
  );
}
