import { router } from '../platform/http.ts';

export const matterRoutes = router();
