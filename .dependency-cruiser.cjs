/**
 * The arrows between the rooms of the house (docs/architecture.md). `npm run arrows` checks them.
 * Each room lists what it may import; whatever is not listed is an error.
 */
const rooms = {
  '^src/domain/': ['^src/domain/'],
  '^src/calendar/': ['^src/calendar/', '^src/domain/'],
  '^src/leases/': ['^src/leases/', '^src/domain/'],
  '^src/message/': ['^src/message/', '^src/domain/'],
  '^src/understanding/': ['^src/understanding/', '^src/domain/'],
  '^src/delivery/': ['^src/delivery/', '^src/message/', '^src/understanding/', '^src/domain/', '^src/inbox/event'],
  '^src/delegations/': ['^src/delegations/', '^src/domain/'],
  '^src/proceedings/': ['^src/proceedings/', '^src/delegations/', '^src/domain/'],
  '^handlers/': ['^handlers/', '^src/proceedings/', '^src/delegations/', '^src/understanding/', '^src/message/', '^src/domain/'],
  '^src/inbox/': ['^src/inbox/', '^src/calendar/', '^src/delegations/', '^handlers/', '^src/delivery/', '^src/understanding/', '^src/message/', '^src/domain/'],
  '^src/notices/': ['^src/notices/', '^handlers/', '^src/delivery/', '^src/understanding/', '^src/message/', '^src/domain/'],
  '^src/reminders/': ['^src/reminders/', '^src/calendar/', '^src/proceedings/', '^src/delegations/', '^handlers/', '^src/delivery/', '^src/understanding/', '^src/message/', '^src/domain/'],
  '^src/scores/': ['^src/scores/', '^src/domain/'],
  '^src/lists/': ['^src/lists/', '^src/ingest/', '^src/scores/', '^src/proceedings/', '^src/spreadsheet/', '^src/domain/'],
  '^src/channels/': ['^src/channels/', '^src/leases/', '^src/inbox/', '^src/delivery/', '^src/message/', '^src/domain/'],
  '^src/spreadsheet/': ['^src/spreadsheet/', '^src/domain/'],
  '^src/ingest/': ['^src/ingest/', '^src/spreadsheet/', '^src/understanding/', '^src/delegations/', '^src/domain/'],
  '^src/emulator/': ['^src/emulator/', '^src/domain/'],
  '^src/server/': ['^src/server/', '^src/channels/door', '^src/inbox/', '^src/delivery/', '^src/message/', '^src/domain/', '^src/log/'],
  '^storage/': ['^storage/', '^src/domain/', '^src/message/', '^src/inbox/(event|records)', '^src/delivery/records'],
  '^config/': ['^config/', '^src/domain/'],
};

const everywhere = ['^storage/(port|schema|records)', '^config/', '^node_modules/', '^(node:)?[a-z_/]+$'];

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([from, to]) => ({
      name: `arrows from ${from.replace(/[\^]/g, '')}`,
      severity: 'error',
      from: { path: from },
      to: { pathNot: [...to, ...everywhere] },
    })),
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'only app.ts, jobs.ts and open-store.ts know a concrete store or door',
      severity: 'error',
      from: { path: '^(src|handlers)/', pathNot: ['^src/(app|jobs|open-store)\\.ts$', '^src/cli/', '^src/channels/'] },
      to: { path: ['^storage/(lowdb|postgres)/', '^src/channels/(wecom|dingtalk)/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/emulator/page' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
