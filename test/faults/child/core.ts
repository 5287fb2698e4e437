import './watch.ts';
import '../../../electron/core/core.ts';
