import { accountFiling } from './account-filing.js';
import { adminBroadcast } from './admin-broadcast.js';
import { ambiguous } from './ambiguous.js';
import { unlistedAnswer } from './asked-units.js';
import { attachments } from './attachments.js';
import { bindUnit } from './bind-unit.js';
import { decideFiling, pendingFilings } from './decide-filing.js';
import { delegate } from './delegate.js';
import { dueSoonMessages } from './due-soon-messages.js';
import { endDelegations } from './end-delegation.js';
import { exportList } from './export-list.js';
import { fileChange } from './file-change.js';
import { handOver } from './hand-over.js';
import type { Handler } from './handler.js';
import { help, human } from './help.js';
import { infoSubmission } from './info-submission.js';
import { issueCode } from './issue-code.js';
import { noticeSummary } from './notice-summary.js';
import { outOfScope } from './out-of-scope.js';
import { overdueMessages } from './overdue-messages.js';
import { pictureAlone } from './picture-alone.js';
import { postSummary } from './post-summary.js';
import { problems } from './problems.js';
import { rank } from './rank.js';
import { rankChange } from './rank-change.js';
import { pendingRechecks, recheck } from './recheck.js';
import { showPictures } from './show-pictures.js';
import { staleColumns } from './stale-columns.js';
import { submitRectification } from './submit-rectification.js';
import { topN } from './top-n.js';
import { unbind } from './unbind.js';
import { unfiledChanges } from './unfiled-changes.js';

/** Everything people can say to the bot. */
const handlers: readonly Handler[] = [
  rank,
  topN,
  rankChange,
  overdueMessages,
  dueSoonMessages,
  staleColumns,
  accountFiling,
  unfiledChanges,
  infoSubmission,
  problems,
  noticeSummary,
  attachments,
  help,
  human,
  bindUnit,
  unbind,
  issueCode,
  handOver,
  delegate,
  endDelegations,
  adminBroadcast,
  postSummary,
  exportList,
  fileChange,
  pendingFilings,
  decideFiling,
  submitRectification,
  pictureAlone,
  showPictures,
  pendingRechecks,
  recheck,
  outOfScope,
  ambiguous,
];

/** Whatever is asked of a body that no list holds, it is answered so. */
const ofListedUnits = (handler: Handler): Handler => ({
  ...handler,
  answer: async (context) => unlistedAnswer(context) ?? (await handler.answer(context)),
});

const byName: ReadonlyMap<string, Handler> = new Map(
  handlers.map(ofListedUnits).flatMap((handler) => handler.handles.map((name) => [name, handler] as const)),
);

/** The handler of an intent or a typed command; what nobody handles is out of scope. */
export const handlerFor = (name: string): Handler => byName.get(name) ?? outOfScope;
