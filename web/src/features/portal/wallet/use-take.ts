// Makes a wallet the acting one.
import { useConnect, useConnections, useSwitchConnection, type Connector } from "wagmi";

/** Makes a wallet the acting one, whether or not it is connected already. */
export function useTake() {
  const connections = useConnections();
  const { mutate: connect, error, isPending } = useConnect();
  const { mutate: switchTo } = useSwitchConnection();
  const take = (connector: Connector, done: () => void) => {
    const known = connections.some((connection) => connection.connector.uid === connector.uid);
    if (known) switchTo({ connector }, { onSuccess: done });
    else connect({ connector }, { onSuccess: done });
  };
  return { take, error, isPending };
}
