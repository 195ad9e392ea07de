import type { RenderedPart } from '../delivery/records.js';
import type { MessageDocument } from '../message/document.js';

/** The parts of a document's text, and each of its files as a part that is yet to be uploaded. */
export const withFiles = (
  document: MessageDocument,
  renderText: (document: MessageDocument) => RenderedPart[],
): RenderedPart[] => {
  const { files = [] } = document;
  const hasText = document.blocks.length > 0 || files.length === 0;
  return [
    ...(hasText ? renderText(document) : []),
    ...files.map((file) => ({ body: {}, text: file.name, file })),
  ];
};
