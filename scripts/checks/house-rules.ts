// Lint rules of this project alone, in the form that linters of JavaScript take.

interface Comment {
  value: string;
  loc: object;
}
interface Node {
  type: string;
  name?: string;
  object?: Node;
  property?: Node;
  callee?: Node;
  expression?: Node;
  typeAnnotation?: Node;
}
interface Context {
  sourceCode: { getAllComments(): Comment[] };
  report(found: { message: string; loc?: object; node?: Node }): void;
}

const TESTS = /^(?:it|describe|test)$/;
const LEFT_OUT = /^(?:only|skip|fixme)$/;
const SILENCES = /^\s*(?:eslint-disable|oxlint-disable|@ts-(?:expect-error|ignore|nocheck))/u;

const rules = {
  /** Whatever is switched off says why, after two hyphens. */
  "directive-reason": {
    create: (context: Context) => ({
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (SILENCES.test(comment.value) && !/--\s*\S+/u.test(comment.value)) {
            context.report({ loc: comment.loc, message: "Say why after two hyphens: oxlint-disable-… rule -- reason" });
          }
        }
      },
    }),
  },
  "no-double-assertion": {
    create: (context: Context) => ({
      TSAsExpression(node: Node) {
        const inner = node.expression;
        if (inner?.type === "TSAsExpression" && inner.typeAnnotation?.type === "TSUnknownKeyword") {
          context.report({ node, message: "A double assertion hides a wrong type: narrow the value instead." });
        }
      },
    }),
  },
  "no-skipped-test": {
    create: (context: Context) => ({
      CallExpression(node: Node) {
        const { callee } = node;
        if (TESTS.test(callee?.object?.name ?? "") && LEFT_OUT.test(callee?.property?.name ?? "")) {
          context.report({ node, message: "Every test runs, every time." });
        }
      },
    }),
  },
};

export default { meta: { name: "house" }, rules };
