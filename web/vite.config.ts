import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.LINCHPIN_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), optimizeLocales.vite({ locales: ['en-US'] })],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    // Host and Origin stay equal, or the server's cross-origin check refuses every write.
    proxy: {
      '/api': { target: api, changeOrigin: false },
      '/signin': { target: api, changeOrigin: false },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
  },
});
