import './watch.ts';
import '../../../electron/core/crypto/worker.ts';
