import { serve } from '../protocol/serve';
import { contentHandlers } from './handlers/content';
import { dataHandlers } from './handlers/data';
import { listHandlers } from './handlers/list';
import { readHandlers } from './handlers/read';
import { tabHandlers } from './handlers/tab';
import { planMaintenance } from './maintenance';
import { addMenu } from './menu';
import { addOmnibox } from './omnibox';
import { planMissedPublishing, writeAndPublish } from './publish';
import { searchLibrary } from './search';
import { doUnanswered } from './unanswered';

// Synchronously, at the top level: a listener registered later misses the message that woke the worker.
serve(contentHandlers, { ...listHandlers, ...readHandlers, ...dataHandlers }, tabHandlers);
doUnanswered();
addMenu(writeAndPublish);
addOmnibox(searchLibrary);
planMissedPublishing();
planMaintenance();
