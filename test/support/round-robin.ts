import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** One address in front of several services, as a reverse proxy is. */
export interface RoundRobin {
  readonly url: string;
  close(): Promise<void>;
}

/** Passes requests on in turn; one that nobody listens to goes to the next, one that breaks off is a 502. */
export const roundRobin = async (ports: readonly number[]): Promise<RoundRobin> => {
  let turn = 0;
  const pass = (incoming: IncomingMessage, body: Buffer, answer: ServerResponse, tries: number): void => {
    const port = ports[turn % ports.length] ?? 0;
    turn += 1;
    const { url, method, headers } = incoming;
    const onward = request(
      { host: '127.0.0.1', port, path: url, method, headers, agent: false },
      (incomingAnswer) => {
        answer.writeHead(incomingAnswer.statusCode ?? 502, incomingAnswer.headers);
        incomingAnswer.pipe(answer);
        incomingAnswer.on('error', () => answer.destroy());
      },
    );
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && tries > 1) return pass(incoming, body, answer, tries - 1);
      if (!answer.headersSent) answer.writeHead(502).end();
    });
    onward.end(body);
  };
  const server = createServer((incoming, answer) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => pass(incoming, Buffer.concat(pieces), answer, ports.length));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
