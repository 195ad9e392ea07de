import { defineConfig } from 'vite';

// Paths are relative to the package root, from which npm runs the build.
export default defineConfig({
  root: 'src/emulator/page',
  base: '/demo/',
  logLevel: 'warn',
  build: {
    outDir: '../../../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
