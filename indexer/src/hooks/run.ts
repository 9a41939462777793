// Starts the telling of every subscription, and stops it.
import type { Movement } from "@mingzhang/sdk/api";
import { sha256Hex } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { type Delivery, signDelivery, WEBHOOK_HEADERS } from "@mingzhang/sdk/webhook";
import { createTransport, type Transporter } from "nodemailer";
import { type ApiContext, chainHead, indexedHead, readContext } from "../api/context.ts";
import { movementSummary, movementTitle } from "../api/told.ts";
import type { Config } from "../config.ts";
import { originOf } from "../read/log.ts";
import { type Letter, readSubscriptions, type Webhook } from "./config.ts";
import { postTo, type TargetRules } from "./targets.ts";
import { tell, type Telling } from "./teller.ts";

const LETTER_ROWS = 200;

export interface Hooks {
  start(context: ApiContext, retryMs?: number): { stop(): Promise<void> };
}

/** Reads what there is to tell to whom. Throws an Error where the settings do not fit. */
export function openHooks(config: Config): Hooks {
  const rules = { allowHttp: config.hooksAllowHttp, allowPrivate: config.hooksAllowPrivate };
  const { webhooks, letters } = readSubscriptions(config.hooks, rules);
  const { smtpUrl, mailFrom } = config;
  if (letters.length > 0 && (smtpUrl === null || mailFrom === null)) {
    throw new Error("MINGZHANG_HOOKS has letters: set MINGZHANG_SMTP_URL and MINGZHANG_MAIL_FROM, or take them out.");
  }
  return {
    start: (context, retryMs) => {
      const ended = new AbortController();
      const parts = {
        ...{ store: context.store, feed: context.feed, log: context.log, dataDir: config.dataDir, retryMs },
        read: () => readContext(context),
        caughtUp: async () => {
          const [chain, indexed] = await Promise.all([chainHead(context), indexedHead(context)]);
          return chain !== null && indexed !== null && indexed.header.number >= chain.number;
        },
        origin: () => `${context.deployment().chainId}/${context.deployment().deployBlockHash}`,
      };
      const post = smtpUrl === null ? null : createTransport(smtpUrl);
      const tellings = [
        ...webhooks.map((hook) => webhookTelling(context, rules, hook)),
        ...letters.flatMap((letter) => (post === null ? [] : [letterTelling(context, post, letter)])),
      ];
      const all = tellings.map((telling) => tell(parts, telling, ended.signal));
      return {
        stop: async () => {
          ended.abort();
          await Promise.allSettled(all);
          post?.close();
        },
      };
    },
  };
}

function webhookTelling(context: ApiContext, rules: TargetRules, hook: Webhook): Telling {
  /** An id that every attempt has in common: what is told, of which block. */
  const deliver = async (what: string, event: EventOf, signal: AbortSignal) => {
    const origin = originOf(context.deployment());
    const delivery: Hex = sha256Hex(new TextEncoder().encode([hook.id, origin.chainId, origin.trail, what].join("\n")));
    const body = JSON.stringify({ version: 1, delivery, subscription: hook.id, origin, ...event } satisfies Delivery);
    const timestamp = Math.floor(Date.now() / 1000);
    const status = await postTo(
      hook.url,
      rules,
      {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "mingzhang",
        [WEBHOOK_HEADERS.delivery]: delivery,
        [WEBHOOK_HEADERS.timestamp]: String(timestamp),
        [WEBHOOK_HEADERS.signature]: signDelivery(hook.secret, timestamp, delivery, body),
      },
      body,
      signal,
    );
    if (status < 200 || status > 299) throw new Error(`Webhook ${hook.id} answered ${status}.`);
  };
  return {
    ...{ id: hook.id, filter: hook.filter, atOnce: 1, pauseMs: 0 },
    movements: async (movements, signal) => {
      for (const movement of movements) {
        const what = `movement ${movement.record} ${movement.chain.blockHash}`;
        await deliver(what, { event: "movement", movement }, signal);
      }
    },
    undone: (fromRecord, signal) =>
      deliver(
        `undone ${fromRecord} ${context.progress.indexed?.header.hash ?? ""}`,
        { event: "undone", fromRecord },
        signal,
      ),
  };
}

type EventOf = { event: "movement"; movement: Movement } | { event: "undone"; fromRecord: number };

function letterTelling(context: ApiContext, post: Transporter, letter: Letter): Telling {
  const { siteUrl, mailFrom } = context.config;
  const send = async (subject: string, lines: readonly string[]) => {
    await post.sendMail({ from: mailFrom ?? "", to: letter.to, subject, text: lines.join("\n") });
  };
  return {
    ...{ id: letter.id, filter: letter.filter, atOnce: LETTER_ROWS, pauseMs: 60_000 * letter.every },
    movements: async (movements) => {
      const lines = movements.flatMap((movement) => [
        movementTitle(movement),
        movementSummary(movement),
        ...(siteUrl === null ? [] : [`${siteUrl}/en/movements/${movement.record}`]),
        "",
      ]);
      const count = movements.length;
      await send(`Mingzhang 明账: ${count} new movement${count === 1 ? "" : "s"} 新流水 (${letter.id})`, lines);
    },
    undone: (fromRecord) =>
      send(`Mingzhang 明账: records withdrawn 记录已撤回 (${letter.id})`, [
        `A fork of the chain took the records from ${fromRecord} on; those that replace them follow.`,
        `链发生分叉，编号 ${fromRecord} 起的记录已撤回，替代记录将随后送达。`,
      ]),
  };
}
