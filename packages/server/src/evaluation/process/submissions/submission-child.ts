// The entry of a process that judges submissions to Nomad, one after the other, until nobody listens
// any more. It has no environment and no database; what it needs comes by one descriptor. Everything is
// synchronous: while a policy runs, nothing else happens in this process.

import { NamespaceError } from "@portcullis/runner";
import { ChildChannel } from "../child-channel.js";
import { SubmissionJudge } from "./judge-order.js";
import type { SubmissionOrder, SubmissionReport } from "./submission-messages.js";

const channel = new ChildChannel<SubmissionOrder, SubmissionReport>();
const judge = new SubmissionJudge({
  notify: (report) => channel.write(report),
  findVariable(path, namespace) {
    channel.write({ kind: "variable wanted", path, namespace });
    const answer = channel.read();
    if (answer?.kind !== "variable")
      throw new NamespaceError(answer?.kind === "variable failed" ? answer.reason : "no answer");
    return answer.items === null ? undefined : JSON.parse(answer.items);
  },
});
for (let order = channel.read(); order?.kind === "judge"; order = channel.read())
  channel.write({ kind: "judged", judgement: judge.judge(order) });
// The helper thread of the import "http" may still be there.
process.exit(0);
